FROM example/image
WORKDIR sub
COPY . .
COPY a b
COPY requirements.txt ./
RUN pip install -r requirements.txt
ADD https://example.com/a ./
ADD a.tar .
ADD https://github.com/moby/buildkit.git .
RUN cd x && make
USER $USER
COPY --from=0 a .
WORKDIR $HOME
