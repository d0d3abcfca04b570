# Prints the answer as CSV, with httr2. Usage: Rscript persons.R [ADDRESS OF THE PORTAL]
library(httr2)

given <- commandArgs(trailingOnly = TRUE)
portal <- if (length(given) > 0) given[1] else "http://127.0.0.1:8010"
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
file <- file.path(dirname(script), "..", "shared-persons.rq")
query <- paste(readLines(file, encoding = "UTF-8"), collapse = "\n")

text <- request(paste0(portal, "/sparql")) |>
  req_headers(Accept = "text/csv") |>
  req_body_form(query = query) |>
  req_perform() |>
  resp_body_string(encoding = "UTF-8")

answer <- read.csv(text = text, encoding = "UTF-8")
stopifnot(is.integer(answer$qatar), is.integer(answer$kazakhstan))
write.csv(answer, row.names = FALSE, quote = FALSE)
