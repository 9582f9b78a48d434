"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const named = byId("named"), text = byId("query"), status = byId("status"), answer = byId("answer");

  const make = (tag, content, attributes = {}) => {
    const element = document.createElement(tag);
    if (content !== undefined) element.textContent = content;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const choose = () => {
    const query = data.queries[named.value];
    byId("about").textContent = query ? query.about : "";
    byId("parameters").replaceChildren();
    if (!query) return;
    text.value = query.sparql;
    for (const parameter of query.parameters) {
      const box = make("div");
      const id = "parameter-" + parameter.name;
      box.append(make("label", `${parameter.name}: ${parameter.about}`, { for: id }));
      const field = make("input", undefined, { id, name: parameter.name });
      if (!parameter.optional) field.required = true;
      box.append(field);
      byId("parameters").append(box);
    }
  };

  const link = (iri) => {
    const inside = iri.startsWith(data.base);
    if (!inside && !/^https?:/.test(iri)) return make("span", iri);
    return make("a", inside ? iri.slice(data.base.length) : iri, { href: inside ? "/" + iri.slice(data.base.length) : iri, rel: "noreferrer" });
  };

  const show = (result) => {
    if ("boolean" in result) {
      answer.replaceChildren(make("p", result.boolean ? "true" : "false"));
      return;
    }
    const table = make("table"), head = make("tr");
    for (const name of result.head.vars) head.append(make("th", name, { scope: "col" }));
    table.append(head);
    for (const row of result.results.bindings) {
      const line = make("tr");
      for (const name of result.head.vars) {
        const cell = make("td"), term = row[name];
        if (term) cell.append(term.type === "uri" ? link(term.value) : document.createTextNode(String(term.value)));
        line.append(cell);
      }
      table.append(line);
    }
    answer.replaceChildren(table);
  };

  const run = async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ query: text.value });
    for (const field of byId("parameters").querySelectorAll("input")) if (field.value) body.set("$" + field.name, field.value);
    status.className = "dim";
    status.textContent = "Asking …";
    const start = performance.now();
    const reply = await fetch("/sparql", { method: "POST", body, headers: { Accept: "application/sparql-results+json, text/turtle;q=0.5" } });
    const content = await reply.text();
    const time = `${Math.round(performance.now() - start)} ms`;
    if (!reply.ok) {
      status.className = "bad";
      status.textContent = content;
      answer.replaceChildren();
    } else if ((reply.headers.get("Content-Type") || "").startsWith("text/turtle")) {
      answer.replaceChildren(make("pre", content));
      status.textContent = time;
    } else {
      const result = JSON.parse(content);
      show(result);
      const most = reply.headers.get("X-SPARQL-MaxRows");
      const rows = result.results ? `${result.results.bindings.length} rows, ` : "";
      status.textContent = rows + time + (most ? `; more than ${most}, the rest is left out` : "");
    }
  };

  named.addEventListener("change", choose);
  byId("form").addEventListener("submit", (event) => run(event).catch((error) => {
    status.className = "bad";
    status.textContent = String(error);
  }));
})();
