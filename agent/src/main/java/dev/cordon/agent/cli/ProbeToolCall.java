package dev.cordon.agent.cli;

import org.jspecify.annotations.Nullable;

/**
 * How the interfaces of probes write a call of a tool in an answer. {@code %a} stands for arguments
 * as a string of JSON, {@code %s} for a text. Stateless.
 */
final class ProbeToolCall {
  private ProbeToolCall() {}

  /** Returns an answer that calls a tool. */
  static String whole(ProbeForm form) {
    switch (form) {
      case OPENAI_CHAT:
        return "{'choices':[{'index':0,'message':{'role':'assistant','content':null,'tool_calls':"
            + "[{'id':'t1','type':'function','function':{'name':'send','arguments':'%a'}}]}}]}";
      case OPENAI_RESPONSES:
        return "{'id':'r1','object':'response','output':[{'type':'function_call','call_id':'t1',"
            + "'name':'send','arguments':'%a'}]}";
      case ANTHROPIC:
        return "{'type':'message','role':'assistant','content':[{'type':'tool_use','id':'t1',"
            + "'name':'send','input':{'text':'%s'}}]}";
      case GEMINI:
        return "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':"
            + "{'name':'send','args':{'text':'%s'}}}]}}]}";
      case CONVERSE:
        return "{'output':{'message':{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1',"
            + "'name':'send','input':{'text':'%s'}}}]}}}";
      case OLLAMA:
        return "{'model':'llama','message':{'role':'assistant','content':'','tool_calls':["
            + "{'function':{'name':'send','arguments':{'text':'%s'}}}]},'done':true}";
      default:
        return "{'message':{'role':'assistant','tool_calls':[{'id':'t1','type':'function',"
            + "'function':{'name':'send','arguments':'%a'}}]}}";
    }
  }

  /** Returns the event that a part of a call's arguments comes in; null where none does. */
  static @Nullable String event(ProbeForm form) {
    switch (form) {
      case OPENAI_CHAT:
        return "data: {'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':"
            + "{'arguments':'%s'}}]}}]}\n\n";
      case OPENAI_RESPONSES:
        return "event: response.function_call_arguments.delta\ndata: {'type':"
            + "'response.function_call_arguments.delta','item_id':'i1','output_index':0,"
            + "'delta':'%s'}\n\n";
      case ANTHROPIC:
        return "event: content_block_delta\ndata: {'type':'content_block_delta','index':0,"
            + "'delta':{'type':'input_json_delta','partial_json':'%s'}}\n\n";
      case COHERE:
        return "data: {'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':"
            + "{'function':{'arguments':'%s'}}}}}\n\n";
      default:
        return null;
    }
  }
}
