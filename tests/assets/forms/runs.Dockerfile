FROM python:3.12 AS build
RUN true
RUN ["pip", "install", "a && b"]
RUN ['pip', 'install']
RUN <<EOF
false
echo $HOME
EOF
RUN <<EOF
#!/usr/bin/env python3
print("hello")
EOF
RUN python3 <<EOF > /out
print("hello")
EOF
RUN cd /tmp; curl https://example.com | sh
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl https://example.com | sh &
RUN --mount=type=cache,target=/root/.cache,sharing=locked --mount=type=cache,target=/c,ro pip install .
RUN --mount=target=/src --mount=source=a,target=/a --mount=type=bind,from=python:3,target=/b true
RUN --mount=type=secret,id=token --mount=type=secret,target=/run/t --mount=type=secret,id=x,env=X,required true
RUN --mount=type=ssh --mount=type=tmpfs,target=/t --network=none --security=sandbox true
WORKDIR /work
USER 1000
RUN cd sub && export A=1 && . ./activate && make \
  # a comment
  && make install && echo a long line that is not shown whole
FROM unknown
RUN --mount=from=build,target=/b --mount=from=0,source=/out,target=/o echo hello
RUN --mount=type=cache,target=$CACHE echo hello
