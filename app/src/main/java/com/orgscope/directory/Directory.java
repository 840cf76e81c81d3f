package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who works at a tenant. What a caller gets is what their rows are: IT/Security everybody, a
 * manager their direct reports and themselves, an employee themselves. A CEO or an auditor who asks
 * for people is refused with a {@code Failure} for the operator, and so is anybody who asks for
 * what their role may not do. Every read of personal data passes the {@link DirectoryGate} first.
 */
public interface Directory {

  /**
   * Makes a tenant and its keys. Making the same tenant again changes nothing.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the id is taken by a tenant that
   *     differs in name, industry, region or zone
   */
  void createTenant(Tenant tenant);

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if there is no such tenant
   */
  Tenant tenant(TenantId id);

  Optional<Tenant> findTenant(TenantId id);

  /** All tenants of this installation, by id. */
  List<Tenant> tenants();

  /**
   * Reads people from a file of an HR system. The encoding (UTF-8, UTF-16 with a mark, else Windows
   * Latin-1), the separator, and the headers of the usual HR systems are recognized. A person who
   * is in the directory is updated, a new one added; somebody the file does not name stays as they
   * are, since a file may hold one department only. All or nothing is stored.
   *
   * @return how each row ended; rows that could not be used are listed with their line and reason
   * @throws com.orgscope.kernel.Failure for the operator, if the file cannot be read or none of its
   *     first lines is a header that names an employee id or a login
   */
  ImportReport importPeople(Caller caller, Path csv, Progress progress);

  /** As {@link #importPeople(Caller, Path, Progress)}, of text that is decoded already. */
  ImportReport importPeople(Caller caller, Reader csv, Progress progress);

  /**
   * Puts one person, by the rules of an import: who they are, whose a login is, how a name rests. A
   * manager whom nobody knows yet is set when they come, as of the day this was said. What has an
   * effective date to come holds from that day on.
   *
   * @param others what else its source knows of its accounts
   */
  PersonChange putPerson(Caller caller, PersonEntry entry, OtherAccounts others);

  /**
   * Gives everybody the title, department and manager whose day has come. Again changes nothing.
   *
   * @return how many people changed
   */
  int positionsComeIntoForce(Caller caller);

  /** The people whose rows the caller has, by key. */
  List<Person> people(Caller caller);

  /**
   * The keys of the people whose rows the caller has. A key alone says nothing of anybody, so this
   * passes no gate; for a CEO or an auditor it is empty.
   */
  Set<PersonKey> visible(Caller caller);

  /** Empty too if the person exists but the caller may not see them. */
  Optional<Person> person(Caller caller, PersonKey key);

  /**
   * By any login the person has or had, in any case of letters. IT/Security also finds somebody
   * whom only sign-in logs know, as a person with a key and nothing else.
   */
  Optional<Person> personByLogin(Caller caller, String login);

  /** Finds many people with one entry in the audit log. */
  PersonLookup lookup(Caller caller);

  /** The names of the people whose rows the caller has, decrypted. */
  Map<PersonKey, Identity> identities(Caller caller);

  /** The current logins of the people whose rows the caller has, decrypted. */
  Map<PersonKey, String> logins(Caller caller);

  /** What a person was when, the earliest first. */
  List<Position> positions(Caller caller, PersonKey key);

  /** Turns the actors of sign-in logs into keys. One shared instance for each tenant. */
  Pseudonyms pseudonyms(TenantId tenant);

  /**
   * Whose the keys are under which events are stored, as of what is known now. A key that is not
   * named, or not on a day, is somebody's nobody told of, under the key itself. No person's key is
   * ever somebody else's.
   */
  List<KeyPeriod> keyPeriods(TenantId tenant);

  /** What has changed of it since events were added up by person last. */
  Regrouping regrouping(TenantId tenant);

  /** Stores the tenant's own words for one of its applications ("claims-portal-prod"). */
  void describeApplication(Caller caller, String application, String description);

  /**
   * Stores one description for each line of the form {@code name: description}; empty lines and
   * lines that begin with # are skipped.
   *
   * @return how many applications were described
   * @throws com.orgscope.kernel.Failure for the operator, naming the first line that has no colon;
   *     then nothing is stored
   */
  int describeApplications(Caller caller, Reader lines);

  /** The tenant's own words, by application as the tenant calls it. */
  Map<String, String> applicationDescriptions(Caller caller);

  /** Shows a category under the tenant's own name ("Product Engineering"). */
  void renameCategory(Caller caller, String category, String shownAs);

  /** The tenant's own names, by category. */
  Map<String, String> vocabulary(Caller caller);
}
