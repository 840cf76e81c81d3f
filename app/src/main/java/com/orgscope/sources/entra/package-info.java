/** Microsoft Entra's sign-ins, from Graph and from Event Hubs. */
@NullMarked
package com.orgscope.sources.entra;

import org.jspecify.annotations.NullMarked;
