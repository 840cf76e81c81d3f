package com.orgscope.ingest.entra;

import com.orgscope.ingest.EventDraft;
import com.orgscope.ingest.Reason;
import com.orgscope.ingest.Verdict;
import com.orgscope.json.ByteTable;
import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;
import com.orgscope.lake.EventKind;
import com.orgscope.table.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's own clients and services, by id and by name. "Microsoft Office" says less than
 * "SharePoint Online", which it signed in to; so for a client the resource names the application,
 * unless the resource is plumbing that stands behind everything.
 */
final class FirstParty {
  /** What there is to say about a first-party id. */
  private enum Use {
    /** An application like any other. */
    APPLICATION,
    /** Signs in for others: the resource says more. */
    CLIENT,
    /** Signs in a device or a broker: no application at all unless the resource is one. */
    DOOR,
    /** A resource behind everything: says nothing. */
    PLUMBING
  }

  private record Entry(String name, Use use) {}

  private final ByteTable<Entry> entries;

  private FirstParty(ByteTable<Entry> entries) {
    this.entries = entries;
  }

  static FirstParty load() {
    ByteTable<Entry> entries = new ByteTable<>(1000);
    for (List<String> row : Table.read(FirstParty.class, "first-party.tsv").rows()) {
      Entry entry = new Entry(row.get(1), Use.valueOf(row.get(2).toUpperCase(Locale.ROOT)));
      entries.with(Name.of(row.get(0)), entry).with(Name.of(row.get(1)), entry);
    }
    return new FirstParty(entries);
  }

  /** Names the application of a sign-in in the draft. */
  Verdict name(Json json, int signIn, SignInNames names, EventDraft draft) {
    int label = json.member(signIn, names.application().appDisplayName());
    int resource = json.member(signIn, names.application().resourceDisplayName());
    int id = json.member(signIn, names.application().appId());
    Entry client = find(json, id, label);
    Entry service = find(json, json.member(signIn, names.application().resourceId()), resource);
    boolean plumbing = service != null && service.use() == Use.PLUMBING;
    boolean telling = json.hasText(resource) && !plumbing;
    Use use = client == null ? Use.APPLICATION : client.use();
    if (use != Use.APPLICATION && telling) {
      draft.app(resource, Json.NONE);
    } else if (use == Use.DOOR) {
      boolean visit = draft.kind() == EventKind.VISIT;
      draft.is(visit ? EventKind.SIGN_IN : draft.kind(), draft.outcome());
    } else if (json.hasText(label)) {
      draft.app(label, Json.NONE);
    } else if (client != null) {
      draft.app(client.name());
    } else if (telling) {
      draft.app(resource, Json.NONE);
    } else if (json.hasText(id)) {
      draft.app(id, Json.NONE);
    } else {
      return Reason.NO_APPLICATION.verdict();
    }
    return Verdict.USABLE;
  }

  private @Nullable Entry find(Json json, int id, int name) {
    Entry byId = entries.of(json, id);
    return byId == null ? entries.of(json, name) : byId;
  }
}
