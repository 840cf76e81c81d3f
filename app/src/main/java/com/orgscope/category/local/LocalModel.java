package com.orgscope.category.local;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.usage.PersonUsage;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * The model that needs no key. It weighs each application a person uses by how much more often each
 * line of work uses such applications (log prior + w · Σ share^0.8 × log-lift), after one look at
 * the whole company ({@link TenantAdaptation}).
 */
@Component("localModel")
final class LocalModel implements Categorizer {
  static final String NAME = "local-1";

  @Override
  public Judge prepare(Company company, Collection<PersonUsage> everybody) {
    Benchmarks benchmarks = new Benchmarks(company.taxonomy());
    return new LocalJudge(company, new TenantAdaptation(benchmarks, everybody));
  }
}
