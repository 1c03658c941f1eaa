ARG PYTHON=3.13

FROM python:${PYTHON} AS build
WORKDIR /newsletter
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt

FROM python:${PYTHON}-slim
ARG PYTHON
COPY --from=build \
    /usr/local/lib/python${PYTHON}/site-packages \
    /usr/local/lib/python${PYTHON}/site-packages
WORKDIR /newsletter
COPY send.py ./
USER 1000
CMD ["python", "send.py"]
