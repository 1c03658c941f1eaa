ARG PYTHON_VERSION=3.13

FROM python:${PYTHON_VERSION}-slim
ARG PYTHON_VERSION
WORKDIR /newsletter
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY send.py ./
USER 1000
CMD ["python", "send.py"]
