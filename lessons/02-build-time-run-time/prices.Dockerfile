FROM python:3.12-slim
WORKDIR /prices
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY fetch.py report.py ./
RUN python fetch.py > today.csv
USER 1000
CMD ["python", "report.py"]
