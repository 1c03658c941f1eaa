FROM python:3.12-slim
WORKDIR /library
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY src ./
RUN echo "Library of $VILLAGE" > title.txt
USER 1000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "library.wsgi"]
