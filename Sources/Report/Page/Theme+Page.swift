extension Theme {
  /// The looks of a page around its figures.
  static let page = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
    main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
    h2{font-size:1.2rem;margin:2.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--grid)}
    p{max-width:46rem;margin:.5rem 0}
    .subtitle{color:var(--muted)}
    .warning{border-left:3px solid var(--s2);padding-left:.75rem}
    figure{margin:1rem 0}
    figcaption{color:var(--muted);font-size:.875rem;margin:.25rem 0 .5rem}
    .figures{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}
    .figures figure{flex:1 1 24rem;min-width:0;max-width:var(--width);margin:.5rem 0}
    svg{width:100%;height:auto;display:block}
    img{max-width:100%;height:auto;image-rendering:pixelated}
    .scroll,.figures{overflow-x:auto;background:\
    linear-gradient(to right,var(--paper) 40%,transparent) left/3rem 100% no-repeat local,\
    linear-gradient(to left,var(--paper) 40%,transparent) right/3rem 100% no-repeat local,\
    linear-gradient(to right,var(--shade),transparent) left/.9rem 100% no-repeat scroll,\
    linear-gradient(to left,var(--shade),transparent) right/.9rem 100% no-repeat scroll}
    .scroll:focus-visible,.figures:focus-visible{outline:2px solid var(--s1);outline-offset:2px}
    table{border-collapse:collapse;font-size:.925rem}
    th,td{padding:.35rem .55rem;text-align:left;border-bottom:1px solid var(--grid);line-height:1.35}
    td{vertical-align:top}
    td small{display:block;color:var(--muted)}
    tbody th{vertical-align:top}
    thead th{color:var(--muted);font-weight:600;border-bottom-color:var(--axis);\
    white-space:normal;vertical-align:bottom}
    tbody th{font-weight:600}
    .scroll tr>:first-child{position:sticky;left:0;background:var(--paper)}
    .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
    pre{overflow-wrap:anywhere;white-space:pre-wrap;background:color-mix(in srgb,var(--grid) 45%,var(--paper));\
    padding:.75rem 1rem;border-radius:6px;font-size:.85rem;line-height:1.45}
    summary{cursor:pointer;color:var(--muted);margin:.75rem 0}
    .lead{font-size:1.125rem}
    .figures figure{position:relative}
    .save{position:absolute;top:.25rem;right:0;display:flex;gap:.25rem;opacity:0}
    figure:hover>.save,.save:focus-within{opacity:1}
    .save button{font:inherit;font-size:.75rem;color:var(--muted);background:var(--paper);\
    border:1px solid var(--grid);border-radius:4px;padding:0 .4rem;cursor:pointer}
    @media (hover:none){.save{opacity:1}}
    @media print{main{max-width:none;padding:0}body{font-size:11pt}table{font-size:8.5pt}\
    th,td{padding:.25rem .35rem}.scroll,.figures{overflow:visible;background:none}.save{display:none}\
    h2{margin:1.25rem 0 .5rem;padding-top:.5rem}h2,figcaption{break-after:avoid}\
    figure,.figures{margin:.5rem 0}.figures{display:block}tr,.figures figure{break-inside:avoid}\
    .figures figure{display:inline-block;vertical-align:top;width:100%}\
    .figures .half{width:49%}}
    @media (max-width:40rem){.figures figure{min-width:min(var(--width),36rem)}}
    """
}
