// Shows the document of the API with Swagger UI. A program that was built without it shows the page as it is.
const plain = (value) => Array.isArray(value) ? value.join(",") : String(value);

// The viewer would send all examples and defaults at once. Of what may be left out it gets them as words.
function tellInWords(parameter) {
  if (parameter.required) return;
  const example = parameter.example ?? Object.values(parameter.examples ?? {})[0]?.value;
  const otherwise = parameter.schema.default;
  if (example !== undefined) parameter.description += ` For example \`${plain(example)}\`.`;
  if (otherwise !== undefined) parameter.description += ` Otherwise \`${plain(otherwise)}\`.`;
  delete parameter.example;
  delete parameter.examples;
  delete parameter.schema.default;
}

async function show() {
  const document = await (await fetch("/openapi.json")).json();
  Object.values(document.components.parameters).forEach(tellInWords);
  window.SwaggerUIBundle({
    spec: document,
    dom_id: "#viewer",
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,  // would tell a foreign host
  });
}

if (window.SwaggerUIBundle) show();
