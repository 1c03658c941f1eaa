FROM python:3.12-slim
WORKDIR /tickets
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY worker.py ./
USER 1000
CMD ["python", "worker.py"]
