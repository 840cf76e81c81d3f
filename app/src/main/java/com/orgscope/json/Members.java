package com.orgscope.json;

import java.util.Arrays;

/** Remembers where the members of a shape's objects are, since readers ask for the same again. */
final class Members {
  /** Not asked for before. */
  static final int UNKNOWN = -2;

  /** Members remembered; readers ask for some dozens. */
  private static final int MOST = 1_000;

  private Json.Name[] names = new Json.Name[128];
  private int[] objects = new int[128];
  private int[] members = new int[128];
  private int size;

  int get(int object, Json.Name name) {
    int slot = slot(object, name);
    return names[slot] == null ? UNKNOWN : members[slot];
  }

  void put(int object, Json.Name name, int member) {
    if (size == MOST) {
      return;
    }
    if (++size * 2 > names.length) {
      grow();
    }
    int slot = slot(object, name);
    names[slot] = name;
    objects[slot] = object;
    members[slot] = member;
  }

  /** Names are told apart by identity: each is made once. */
  @SuppressWarnings("ReferenceEquality")
  private int slot(int object, Json.Name name) {
    int mask = names.length - 1;
    int hash = (name.hash() + object) * 0x9E3779B1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (names[slot] != null && (names[slot] != name || objects[slot] != object)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    Json.Name[] oldNames = names;
    int[] oldObjects = objects;
    int[] oldMembers = members;
    names = new Json.Name[oldNames.length * 2];
    objects = Arrays.copyOf(oldObjects, names.length);
    members = Arrays.copyOf(oldMembers, names.length);
    for (int i = 0; i < oldNames.length; i++) {
      Json.Name name = oldNames[i];
      if (name != null) {
        int slot = slot(oldObjects[i], name);
        names[slot] = name;
        objects[slot] = oldObjects[i];
        members[slot] = oldMembers[i];
      }
    }
  }
}
