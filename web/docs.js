// Shows the document of the API with Swagger UI. A program that was built without it shows the page as it is.
if (window.SwaggerUIBundle) {
  window.SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#viewer",
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,  // would tell a foreign host
  });
}
