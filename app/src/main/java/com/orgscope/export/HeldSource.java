package com.orgscope.export;

import java.util.List;

/** A place where data about people is held. */
interface HeldSource {
  /** Its files, which are read when they are written. */
  List<HeldFile> files(Whose whose);
}
