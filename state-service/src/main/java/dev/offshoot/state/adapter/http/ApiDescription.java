package dev.offshoot.state.adapter.http;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says in the OpenAPI document what is the same for every call: the token, and how it is refused.
 */
public final class ApiDescription implements OASFilter {

  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";
  private static final List<String> TEXTS = List.of("type", "title", "code", "detail", "remedy");

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Components components =
        api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
    components.addSecurityScheme(
        TOKEN,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("A token made by: offshoot token add NAME --role look|plan|approve"));
    components.addSchema(PROBLEM, problem());
    api.setComponents(components);
    api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().values().forEach(ApiDescription::refusals));
  }

  private static void refusals(Operation operation) {
    operation
        .getResponses()
        .addAPIResponse("401", response("No token, or none that counts (UNAUTHORIZED)."))
        .addAPIResponse("403", response("Not allowed, such as ROLE_MISSING."))
        .addAPIResponse("default", response("Refused or failed; the code says why."));
  }

  private static APIResponse response(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    ProblemDocument.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
  }

  private static Schema problem() {
    Schema schema =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description("RFC 9457 problem document with a stable code.")
            .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
            .addRequired("status")
            .addRequired("code");
    TEXTS.forEach(
        name ->
            schema.addProperty(name, OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    return schema;
  }
}
