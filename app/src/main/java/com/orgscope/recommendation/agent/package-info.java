/**
 * Asks a model which changes suit a kind of work, and believes only what it checked.
 *
 * <p>It sees bands and functions of applications; it chooses from a list and writes no figure.
 */
@NullMarked
package com.orgscope.recommendation.agent;

import org.jspecify.annotations.NullMarked;
