FROM python:3.12-slim
WORKDIR /rates
USER importer
COPY import.py rates.csv ./
RUN python import.py --check rates.csv
CMD ["python", "import.py", "rates.csv"]
