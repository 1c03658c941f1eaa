ARG PYTHON=3.13

FROM python:${PYTHON} AS build
ARG PYTHON
WORKDIR /newsletter
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt

FROM build AS checks
COPY send.py test_send.py ./
RUN python -m unittest test_send

FROM python:${PYTHON} AS letters
COPY letters /letters
RUN python -m compileall /letters

FROM python:${PYTHON}-slim
ARG PYTHON
COPY --from=build \
    /usr/local/lib/python${PYTHON}/site-packages \
    /usr/local/lib/python${PYTHON}/site-packages
COPY --from=letters /letters /letters
WORKDIR /newsletter
COPY send.py ./
USER 1000
CMD ["python", "send.py"]
