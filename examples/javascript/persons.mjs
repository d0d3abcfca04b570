// Prints the answer as CSV. Usage: node persons.mjs [ADDRESS OF THE PORTAL]
import { readFile } from "node:fs/promises";
import { ask } from "./ask.mjs";

const portal = process.argv[2] ?? "http://127.0.0.1:8010";
const query = await readFile(new URL("../shared-persons.rq", import.meta.url), "utf-8");

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const { columns, rows } = await ask(portal, query);
for (const row of [columns, ...rows]) console.log(row.map(cell).join(","));
