package com.orgscope.web;

import com.orgscope.access.Consents;
import com.orgscope.access.CouncilPolicies;
import com.orgscope.access.EgressReading;
import com.orgscope.access.Proposals;
import com.orgscope.category.ModelConversations;
import com.orgscope.egress.Egress;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.util.List;
import java.util.SortedMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What the council reads of promises and of questions, room by room. */
@Component
@ConditionalOnWebApplication
final class CouncilReading {
  private final CouncilPolicies policies;
  private final Consents consents;
  private final Proposals proposals;
  private final ModelConversations conversations;
  private final EgressReading egress;

  CouncilReading(
      CouncilPolicies policies,
      Consents consents,
      Proposals proposals,
      ModelConversations conversations,
      EgressReading egress) {
    this.policies = policies;
    this.consents = consents;
    this.proposals = proposals;
    this.conversations = conversations;
    this.egress = egress;
  }

  CouncilPolicies policies() {
    return policies;
  }

  /** Whether the database has what was signed. */
  boolean asSigned(Caller caller) {
    try {
      policies.requireAsSigned(caller);
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  SortedMap<String, Integer> noticesShown(Caller caller, int k) {
    return consents.noticesShown(caller, k);
  }

  List<Proposals.Waiting> waiting(Caller caller) {
    return proposals.waiting(caller);
  }

  List<ModelConversations.Kind> questions(Caller caller) {
    return conversations.kinds(caller);
  }

  List<Egress.Counted> sent(Caller caller) {
    return egress.counted(caller);
  }
}
