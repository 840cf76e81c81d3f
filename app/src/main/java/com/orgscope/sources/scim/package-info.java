/**
 * SCIM 2.0 (RFC 7643, 7644): an identity provider writes people and their managers.
 *
 * <p>Its accounts rest sealed, as it wrote them; what they say goes into the directory by the rules
 * of an import.
 */
@NullMarked
package com.orgscope.sources.scim;

import org.jspecify.annotations.NullMarked;
