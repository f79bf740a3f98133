# The command with an OpenCL driver for the CPU. For a GPU, give its vendor's driver to the container.
#
#   docker build -t ser .
#   docker run --rm -v "$PWD:/data" ser corpus show manifest.csv
FROM swift:6.2-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make
WORKDIR /ser
COPY . .
RUN make dist && mkdir /out && tar -C /out --strip-components 1 -xzf dist/ser-*.tar.gz

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends pocl-opencl-icd espeak-ng ffmpeg \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /out /usr/local
WORKDIR /data
ENTRYPOINT ["ser"]
