extension ReportPage {
  /// What a page's buttons do: each of its figures is saved as a file that stands for itself, in light, as SVG
  /// or, twice as large, as PNG. Without scripts there are no buttons.
  static let saving = """
    const looks = `\(Theme.standalone)`;
    for (const figure of document.querySelectorAll(".figures figure")) {
      const svg = figure.querySelector("svg"), {width, height} = svg.viewBox.baseVal;
      const name = svg.querySelector(".title")?.textContent ?? "figure";
      const address = () => {
        const copy = svg.cloneNode(true), style = document.createElementNS(svg.namespaceURI, "style");
        const paper = document.createElementNS(svg.namespaceURI, "rect");
        copy.setAttribute("width", width);
        copy.setAttribute("height", height);
        style.textContent = looks;
        for (const [key, value] of [["class", "paper"], ["width", "100%"], ["height", "100%"]])
          paper.setAttribute(key, value);
        copy.prepend(style, paper);
        const text = new XMLSerializer().serializeToString(copy);
        return "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
      };
      const offer = (url, ending) => {
        const link = document.createElement("a");
        link.href = url;
        link.download = name.replace(/[^\\p{L}\\p{N}]+/gu, "-") + ending;
        link.click();
      };
      const asPNG = () => {
        const image = new Image();
        image.onload = () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [2 * width, 2 * height];
          canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
          offer(canvas.toDataURL(), ".png");
        };
        image.src = address();
      };
      const buttons = document.createElement("div");
      buttons.className = "save";
      for (const [form, save] of [["SVG", () => offer(address(), ".svg")], ["PNG", asPNG]]) {
        const button = document.createElement("button");
        button.textContent = form;
        button.setAttribute("aria-label", `Save ${name} as ${form}`);
        button.onclick = save;
        buttons.append(button);
      }
      figure.append(buttons);
    }
    """
}
