package com.orgscope.export;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.AuditQuery;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the audit log has of somebody: what they did, and what was done with their data. */
@Component
final class HeldInLog implements HeldSource {
  private static final int READ_AT_ONCE = 500;

  private final Audit audit;

  HeldInLog(Audit audit) {
    this.audit = audit;
  }

  @Override
  public List<HeldFile> files(Whose whose) {
    return HeldTable.all().stream()
        .filter(table -> table.isExported() && !table.isReadHere())
        .map(table ->
            new HeldFile(
                table.file(),
                table.what(),
                table.kept(),
                table.columns().stream().map(HeldTable.Column::name).toList(),
                true,
                row -> entries(whose, row)))
        .toList();
  }

  /** The newest first. */
  private void entries(Whose whose, Consumer<ObjectNode> row) {
    Caller product = Caller.system(whose.tenant(), "export");
    for (PersonKey key : new TreeSet<>(whose.keys())) {
      Long before = null;
      while (true) {
        List<AuditEntry> page =
            audit.found(
                product,
                new AuditQuery(
                    null, null, null, null, key, null, null, false, before, READ_AT_ONCE));
        page.forEach(entry -> row.accept(row(entry, whose)));
        if (page.size() < READ_AT_ONCE) {
          break;
        }
        before = page.getLast().number();
      }
    }
  }

  /** Who it was, if it was somebody else, is theirs: the role is told. */
  private static ObjectNode row(AuditEntry entry, Whose whose) {
    boolean own =
        entry.principal().equals(whose.caller().principal())
            || whose.keys().stream().anyMatch(key -> entry.principal().equals("oidc:" + key));
    return JsonMapper.shared()
        .createObjectNode()
        .put("at", entry.at().toString())
        .put("by", own ? "you" : "somebody else")
        .put("role", entry.role())
        .put("action", entry.action())
        .put("reason", own ? entry.reason() : "")
        .put("from", own ? entry.from() : "")
        .put("request", own ? entry.request() : "");
  }
}
