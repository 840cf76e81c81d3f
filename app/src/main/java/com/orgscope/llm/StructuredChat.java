package com.orgscope.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;

/** Puts a question to a model of the library, the same for every wire: two texts and a schema. */
public final class StructuredChat {
  private StructuredChat() {}

  /** The text that came back, empty if there was none. */
  public static String ask(ChatModel model, ModelRequest question) {
    ResponseFormat format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(
                JsonSchema.builder()
                    .name(question.schema().name())
                    .rootElement(JsonRawSchema.from(question.schema().forProvider()))
                    .build())
            .build();
    String text =
        model
            .chat(
                ChatRequest.builder()
                    .messages(
                        SystemMessage.from(question.system()), UserMessage.from(question.user()))
                    .responseFormat(format)
                    .build())
            .aiMessage()
            .text();
    return text == null ? "" : text;
  }
}
