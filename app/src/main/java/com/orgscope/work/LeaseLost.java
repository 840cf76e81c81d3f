package com.orgscope.work;

/**
 * The shard is somebody else's by now, because this process stood still for too long. A handler
 * lets it pass.
 */
final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(Shard shard) {
    super("shard " + shard.number() + " of " + shard.job() + " was taken over");
  }
}
