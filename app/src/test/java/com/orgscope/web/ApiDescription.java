package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.orgscope.access.Access;
import com.orgscope.access.Decision;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.ApiScope;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What springdoc is told of the API beside its own reading of it: who may ask, which scope a token
 * needs, what is null, and how it refuses. No configuration by annotation, so that no other test's
 * scan finds it.
 */
class ApiDescription {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  private static final Map<Integer, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              400,
                  "It cannot be read: a limit out of its bounds, a cursor of another list, no JSON.",
              401, "Nobody is signed in, or the token is not good.",
              403, "Not with this role, or the token lacks the scope.",
              404, "There is nothing here for whoever asks.",
              409, "It is not possible now, and the detail says why.",
              415, "What is sent is no JSON.",
              422, "The Idempotency-Key was sent before with another request.",
              503, "For a moment nothing is answered; ask again in a minute."));

  private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

  /** Nested types are called by both names: several are called Document. */
  private final class Names extends TypeNameResolver {
    @Override
    protected String getNameOfClass(Class<?> type) {
      String name =
          type.getName()
              .replaceFirst("^.*\\.", "")
              .replace("$", "")
              .replaceAll("Controller|Page", "");
      types.put(name, type);
      return name;
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
      String name = super.nameForGenericType(type, options);
      types.put(name, type.getRawClass());
      return name;
    }
  }

  @Bean
  ModelResolver names(ObjectMapperProvider mapper) {
    return new ModelResolver(mapper.jsonMapper(), new Names()).openapi31(true);
  }

  @Bean
  GlobalOperationCustomizer whoMay(
      Access access, RequestMappingHandlerMapping requestMappingHandlerMapping) {
    return (operation, handler) -> {
      var info =
          requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
              .filter(one -> one.getValue().getMethod().equals(handler.getMethod()))
              .findFirst()
              .orElseThrow()
              .getKey();
      RequestMethod method = info.getMethodsCondition().getMethods().iterator().next();
      String path =
          info.getPatternValues().stream()
              .filter(one -> one.startsWith(VersionedApi.PREFIX))
              .findFirst()
              .orElseThrow();
      operation.setOperationId(method.name().toLowerCase(Locale.ROOT) + name(path));
      admits(operation, handler, access);
      scope(operation, ApiScope.of(method.name(), path.replaceAll("\\{[^}]+}", "x")).orElse(null));
      if (operation.getParameters() != null) {
        // What is left out is not sent as null.
        operation.getParameters().forEach(one -> orLeftOut(one.getSchema()));
      }
      if (method == RequestMethod.POST && !path.equals("/api/v1/person")) {
        operation.addParametersItem(key());
      }
      answers(operation, method, handler, path.contains("{"));
      return operation;
    };
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void orLeftOut(Schema schema) {
    Set<String> types = new LinkedHashSet<>(schema.getTypes());
    types.remove("null");
    schema.setTypes(types);
  }

  private static HeaderParameter key() {
    HeaderParameter key = new HeaderParameter();
    key.setName("Idempotency-Key");
    key.setRequired(false);
    key.setDescription(
        "Made at random by whoever asks, such as a UUID: sent again within 24 hours with the same"
            + " request it gets the same answer, and nothing is done twice.");
    key.setSchema(
        new Schema<>()
            .types(Set.of("string"))
            .minLength(16)
            .maxLength(128)
            .pattern("^[A-Za-z0-9._:-]+$"));
    return key;
  }

  private static String name(String path) {
    StringBuilder name = new StringBuilder();
    for (String part :
        path.substring(VersionedApi.PREFIX.length()).replaceAll("[{}]", "").split("/")) {
      name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return name.toString();
  }

  private static void admits(Operation operation, HandlerMethod handler, Access access) {
    Admits admits = handler.getMethodAnnotation(Admits.class);
    if (admits == null) {
      throw new AssertionError(handler + " does not say by @Admits who may ask");
    }
    List<Role> roles = roles(admits, access);
    operation.addExtension(
        "x-orgscope-roles",
        roles.stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList());
    operation.setDescription(
        operation.getDescription()
            + " Roles: "
            + String.join(", ", roles.stream().map(Words::role).toList())
            + ".");
  }

  static List<Role> roles(Admits admits, Access access) {
    return Stream.of(Role.values())
        .filter(role -> role != Role.SYSTEM)
        .filter(role ->
            admits.value().length == 0
                || Arrays.stream(admits.value())
                    .anyMatch(
                        action -> access.decide(caller(role), action) instanceof Decision.Allowed))
        .toList();
  }

  private static Caller caller(Role role) {
    boolean person = role == Role.MANAGER || role == Role.EMPLOYEE;
    PersonKey key = person ? new PersonKey(new UUID(1, 1)) : null;
    return new Caller(new TenantId("any"), role, "any", key);
  }

  private static void scope(Operation operation, @Nullable ApiScope scope) {
    SecurityRequirement session = new SecurityRequirement().addList("session");
    if (scope == null) {
      operation.setSecurity(List.of(session));
      operation.setDescription(operation.getDescription() + " Not for tokens of programs.");
    } else {
      operation.setSecurity(
          List.of(new SecurityRequirement().addList("token", List.of(scope.word())), session));
      operation.setDescription(
          operation.getDescription() + " Scope of a token: " + scope.word() + ".");
    }
  }

  private static void answers(
      Operation operation, RequestMethod method, HandlerMethod handler, boolean ofOne) {
    ApiResponses told = new ApiResponses();
    boolean accepted =
        Set.of(
                    "/api/nights",
                    "/api/erasures",
                    "/api/releases",
                    "/api/people",
                    "/api/people/{file}",
                    "/api/trials/{number}")
                .stream()
                .anyMatch(path -> handlerOf(handler, path))
            && method == RequestMethod.POST;
    ApiResponse good = Objects.requireNonNull(operation.getResponses().get("200"));
    good.setDescription(accepted ? "It was asked for." : "Done.");
    Content content = good.getContent();
    if (content.containsKey("*/*")) {
      MediaType as = content.remove("*/*");
      content.addMediaType("application/json", as);
    }
    told.addApiResponse(accepted ? "202" : "200", good);
    List<Integer> refusals = new ArrayList<>(List.of(400, 401, 403, 409, 503));
    if (ofOne || handler.getBeanType() == CompanyController.class) {
      refusals.add(404);
    }
    if (method == RequestMethod.POST) {
      refusals.addAll(List.of(415, 422));
    }
    refusals.stream()
        .sorted()
        .forEach(status ->
            told.addApiResponse(
                status.toString(),
                new ApiResponse()
                    .description(REFUSALS.get(status))
                    .content(
                        new Content()
                            .addMediaType(
                                "application/problem+json",
                                new MediaType()
                                    .schema(
                                        new Schema<>().$ref("#/components/schemas/Problem"))))));
    operation.setResponses(told);
  }

  private static boolean handlerOf(HandlerMethod handler, String path) {
    var mapping =
        handler.getMethodAnnotation(org.springframework.web.bind.annotation.PostMapping.class);
    return mapping != null
        && Stream.concat(Arrays.stream(mapping.value()), Arrays.stream(mapping.path()))
            .anyMatch(path::equals);
  }

  @Bean
  GlobalOpenApiCustomizer whole() {
    return this::complete;
  }

  @SuppressWarnings("unchecked")
  private void complete(OpenAPI document) {
    document.setInfo(
        new Info()
            .title("Orgscope")
            .version("1")
            .description(
                "What the pages show, for programs, under the same roles. Lists come in parts:"
                    + " limit says how long, next of an answer is the cursor of the one after."
                    + " A write may bring an Idempotency-Key: sent again within 24 hours it"
                    + " gets the same answer and nothing is done twice. Refusals are problem"
                    + " details (RFC 9457).")
            .license(
                new License()
                    .name("Apache-2.0")
                    .url("https://www.apache.org/licenses/LICENSE-2.0.txt")));
    document.setServers(List.of(new io.swagger.v3.oas.models.servers.Server().url("/")));
    document
        .getComponents()
        .addSecuritySchemes(
            "token",
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(
                    "The secret of a service account, or an access token of the company's identity"
                        + " provider that is for Orgscope. Whoever has several roles says which"
                        + " by the header Orgscope-Role."))
        .addSecuritySchemes(
            "session",
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("orgscope")
                .description("Whoever is signed in; a write sends X-CSRF-TOKEN of a page too."))
        .addSchemas("Problem", problem());
    Map<String, Schema<?>> sorted = new TreeMap<>();
    document
        .getComponents()
        .getSchemas()
        .forEach((name, schema) -> {
          Class<?> type = types.get(name);
          if (type != null && type.isRecord()) {
            Set<String> required = new LinkedHashSet<>();
            told(schema, type, type.getAnnotation(JsonInclude.class), required);
            schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
          }
          sorted.put(name, schema);
        });
    document.getComponents().setSchemas(new java.util.LinkedHashMap<>(sorted));
  }

  /** What of a record is always there, and what may be null. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void told(
      Schema schema, Class<?> type, @Nullable JsonInclude include, Set<String> required) {
    boolean leftOut = include != null && include.value() == JsonInclude.Include.NON_NULL;
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        told(schema, component.getType(), include, required);
        continue;
      }
      JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
      String name = named == null ? component.getName() : named.value();
      Map<String, Schema> properties = schema.getProperties();
      Schema property = properties.get(name);
      if (property == null) {
        throw new AssertionError(type + " has no " + name + " in " + properties.keySet());
      }
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (nullable && !leftOut) {
        properties.put(name, orNull(property));
      }
      if (!nullable || !leftOut) {
        required.add(name);
      }
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Schema orNull(Schema property) {
    if (property.get$ref() != null) {
      Schema either = new Schema();
      either.setAnyOf(List.of(property, new Schema().types(Set.of("null"))));
      return either;
    }
    Set<String> types = new LinkedHashSet<>(property.getTypes());
    types.add("null");
    property.setTypes(types);
    return property;
  }

  private static Schema<?> problem() {
    Schema<Object> problem = new Schema<>();
    problem.setTypes(Set.of("object"));
    problem.setDescription("Why nothing was answered (RFC 9457).");
    for (String name : List.of("type", "title", "detail", "instance")) {
      problem.addProperty(name, new Schema<>().types(Set.of("string")));
    }
    problem.addProperty("status", new Schema<>().types(Set.of("integer")));
    problem.setRequired(List.of("title", "status"));
    return problem;
  }
}
