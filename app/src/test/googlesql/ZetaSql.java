import com.google.protobuf.ByteString;
import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.PreparedQuery;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.SqlException;
import com.google.zetasql.TableContent;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLOptions.ResolvedASTRewrite;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.orgscope.googlesql.ReferenceEngine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GoogleSQL by ZetaSQL. Not compiled with the other tests: what it is made of registers itself with
 * the gRPC that the product uses, so it lives in a class loader of its own (GoogleSqlEngine).
 */
public final class ZetaSql implements ReferenceEngine {
  private final LanguageOptions language = new LanguageOptions();
  private final ZetaSQLBuiltinFunctionOptions functions;

  public ZetaSql() {
    language.enableMaximumLanguageFeatures();
    language.setSupportsAllStatementKinds();
    language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    functions = new ZetaSQLBuiltinFunctionOptions(language);
  }

  @Override
  public String analyze(String statement, List<Table> tables) {
    try {
      return Analyzer.analyzeStatement(statement, options(Map.of()), catalog(tables))
          .getClass()
          .getSimpleName()
          .replaceFirst("Resolved(.*)Stmt", "$1");
    } catch (SqlException e) {
      throw new IllegalArgumentException(e.getMessage() + " in: " + statement, e);
    }
  }

  @Override
  public List<List<Object>> run(
      String query, List<Table> tables, Map<String, Object> parameters) {
    Map<String, TableContent> contents = new HashMap<>();
    for (Table table : tables) {
      List<List<Value>> rows = new ArrayList<>();
      List<String> types = List.copyOf(table.columns().values());
      for (List<Object> row : table.rows()) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          values.add(value(row.get(i), type(types.get(i))));
        }
        rows.add(values);
      }
      contents.put(String.join(".", table.path()), TableContent.create(rows));
    }
    Map<String, Value> values = new HashMap<>();
    parameters.forEach((name, value) -> values.put(name, value(value, typeOf(value))));
    try (PreparedQuery prepared =
        PreparedQuery.builder()
            .setSql(flat(query, tables))
            .setAnalyzerOptions(options(parameters))
            .setCatalog(catalog(tables.stream().map(ZetaSql::flat).toList()))
            .setTablesContents(contents)
            .prepare()) {
      List<List<Object>> answer = new ArrayList<>();
      prepared
          .execute(values)
          .getTableData()
          .forEach(row -> answer.add(row.stream().map(ZetaSql::object).toList()));
      return answer;
    } catch (SqlException e) {
      throw new IllegalArgumentException(e.getMessage() + " in: " + query, e);
    }
  }

  /** It has contents for tables without a data set only; a name may have points in it. */
  private static Table flat(Table table) {
    return new Table(
        List.of(String.join(".", table.path())), table.columns(), table.rows());
  }

  private static String flat(String query, List<Table> tables) {
    for (Table table : tables) {
      query =
          query.replace(
              "`" + String.join("`.`", table.path()) + "`",
              "`" + String.join(".", table.path()) + "`");
    }
    return query;
  }

  private AnalyzerOptions options(Map<String, Object> parameters) {
    AnalyzerOptions options = new AnalyzerOptions();
    options.setLanguageOptions(language);
    options.enableRewrite(ResolvedASTRewrite.REWRITE_AGGREGATION_THRESHOLD);
    parameters.forEach((name, value) -> options.addQueryParameter(name, typeOf(value)));
    return options;
  }

  private SimpleCatalog catalog(List<Table> tables) {
    SimpleCatalog root = new SimpleCatalog("root");
    root.addZetaSQLFunctionsAndTypes(functions);
    Map<List<String>, SimpleCatalog> known = new HashMap<>();
    for (Table table : tables) {
      SimpleCatalog at = root;
      for (int i = 0; i < table.path().size() - 1; i++) {
        SimpleCatalog above = at;
        String name = table.path().get(i);
        at =
            known.computeIfAbsent(
                table.path().subList(0, i + 1), path -> above.addNewSimpleCatalog(name));
      }
      String name = table.path().getLast();
      List<SimpleColumn> columns = new ArrayList<>();
      table.columns().forEach((column, type) ->
          columns.add(new SimpleColumn(name, column, type(type))));
      SimpleTable simple = new SimpleTable(name, columns);
      simple.setFullName(String.join(".", table.path()));
      at.addSimpleTable(name, simple);
    }
    return root;
  }

  private static Type type(String name) {
    return TypeFactory.createSimpleType(TypeKind.valueOf("TYPE_" + name));
  }

  private static Type typeOf(Object value) {
    return type(
        switch (value) {
          case String text -> "STRING";
          case Long number -> "INT64";
          case LocalDate day -> "DATE";
          case byte[] bytes -> "BYTES";
          default -> throw new IllegalArgumentException("no type for " + value.getClass());
        });
  }

  private static Value value(Object value, Type type) {
    return switch (value) {
      case null -> Value.createNullValue(type);
      case String text -> Value.createStringValue(text);
      case Long number -> Value.createInt64Value(number);
      case Double number -> Value.createDoubleValue(number);
      case LocalDate day -> Value.createDateValue(day);
      case byte[] bytes -> Value.createBytesValue(ByteString.copyFrom(bytes));
      default -> throw new IllegalArgumentException("no value for " + value.getClass());
    };
  }

  private static Object object(Value value) {
    if (value.isNull()) {
      return "NULL";
    }
    return switch (value.getType().getKind()) {
      case TYPE_STRING -> value.getStringValue();
      case TYPE_INT64 -> value.getInt64Value();
      case TYPE_DOUBLE -> value.getDoubleValue();
      case TYPE_DATE -> value.getLocalDateValue();
      case TYPE_BYTES -> value.getBytesValue().toByteArray();
      case TYPE_BOOL -> value.getBoolValue();
      default -> value.toString();
    };
  }
}
