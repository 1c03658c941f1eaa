FROM python:3.12-slim
WORKDIR /library
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY src ./
USER 1000
CMD ["gunicron", "--bind", "0.0.0.0:8000", "library.wsgi"]
