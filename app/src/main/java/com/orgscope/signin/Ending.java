package com.orgscope.signin;

/** Why a session is no more, as far as its browser is told. */
public enum Ending {
  /** Its owner signed out. */
  SIGNED_OUT,
  /** Its owner signed in elsewhere too often, or too many people did. */
  ELSEWHERE,
  /** Nobody used it, or it was open for as long as one may be. */
  TIME,
  /** The role is as old as a role may get, and has to be asked for anew. */
  ROLE_AGE,
  /** Its owner has the role no more, or works here no more. */
  ROLE_LOST,
  /** The identity provider ended it. */
  PROVIDER
}
