// Asks a SPARQL endpoint with fetch, in Node and in a browser; nothing has to be installed.

/**
 * @param {string} portal address of the portal, without a last slash
 * @param {string} query SELECT
 * @returns {Promise<{columns: string[], rows: string[][]}>} values as text, "" where nothing is bound
 * @throws {Error} with the code, the sentence and the place of a problem
 */
export async function ask(portal, query) {
  const answer = await fetch(`${portal}/sparql`, {
    method: "POST",
    headers: { Accept: "application/sparql-results+json" },
    body: new URLSearchParams({ query }),
  });
  if (!answer.ok) {
    const { code, title, line, column } = await answer.json();
    throw new Error(`${code}: ${title}${line ? ` (line ${line}, column ${column})` : ""}`);
  }
  const { head, results } = await answer.json();
  return { columns: head.vars, rows: results.bindings.map((row) => head.vars.map((name) => row[name]?.value ?? "")) };
}
