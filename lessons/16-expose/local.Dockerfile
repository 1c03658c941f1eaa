FROM python:3.12-slim
WORKDIR /snow
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY snow ./snow
USER 1000
EXPOSE 8000
CMD ["uvicorn", "snow.main:app", \
    "--host", "127.0.0.1", "--port", "8000"]
