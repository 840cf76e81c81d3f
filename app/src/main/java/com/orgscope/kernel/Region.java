package com.orgscope.kernel;

/** Where a tenant's data lives and never leaves. */
public enum Region {
  EU,
  US
}
