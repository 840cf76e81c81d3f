package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One call as the till sees it.
 *
 * @param request SHA-256 of the complete request: endpoint, model, parameters, schema, messages
 * @param systemHash SHA-256 of the system text, by which a trace finds it
 * @param at when it was asked; its day and month, in UTC, are the ones that pay
 */
record BillableCall(
    UUID call,
    UUID trace,
    ModelRequest question,
    String provider,
    String model,
    byte[] request,
    byte[] systemHash,
    Instant at) {

  static BillableCall of(
      UUID trace, ModelRequest question, ModelPort port, String model, Instant at) {
    return new BillableCall(
        UUID.randomUUID(),
        trace,
        question,
        port.provider(),
        model,
        hash(question, port, model),
        Sha256.digest().digest(question.system().getBytes(StandardCharsets.UTF_8)),
        at);
  }

  /** The same question once more: another call, at another time. */
  BillableCall again(Instant now) {
    return new BillableCall(
        UUID.randomUUID(), trace, question, provider, model, request, systemHash, now);
  }

  /** The same call as a part of a batch, which is then what it is traced by. */
  BillableCall in(UUID batch) {
    return new BillableCall(call, batch, question, provider, model, request, systemHash, at);
  }

  /** The request's digest as text. */
  String hash() {
    return HexFormat.of().formatHex(request);
  }

  CallStore.Bill bill() {
    return new CallStore.Bill(call, request, at, false);
  }

  /** The call as it is told of, without a text. */
  Trace ended(Charge end) {
    return new Trace(
        call,
        trace,
        at,
        new Trace.Purpose(
            question.tenant().value(),
            question.agent(),
            question.purpose(),
            question.promptVersion(),
            question.subject()),
        new Trace.Target(provider, model, question.temperature(), question.maxTokens()),
        new Trace.Outcome(
            end.state(),
            end.fault() == null ? null : end.fault().name(),
            "",
            end.tokens(),
            end.costNano(),
            0,
            end.latency()),
        Trace.Texts.NONE);
  }

  Caller caller() {
    return Caller.system(question.tenant(), "llm");
  }

  LocalDate day() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** Each part with its length, so that no two requests spell the same bytes. */
  private static byte[] hash(ModelRequest question, ModelPort port, String model) {
    MessageDigest digest = Sha256.digest();
    for (String part :
        new String[] {
          port.provider(),
          port.settings().baseUrl(),
          model,
          question.system(),
          question.user(),
          question.schema().name(),
          question.schema().json(),
          String.valueOf(question.maxTokens()),
          String.valueOf(question.temperature())
        }) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return digest.digest();
  }
}
