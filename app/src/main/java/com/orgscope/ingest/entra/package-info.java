/**
 * Microsoft Entra's sign-ins, from Graph or Event Hubs: what they are and which of them are visits.
 */
@NullMarked
package com.orgscope.ingest.entra;

import org.jspecify.annotations.NullMarked;
