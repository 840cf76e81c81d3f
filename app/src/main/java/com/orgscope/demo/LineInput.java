package com.orgscope.demo;

import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Days of lines as one stream of bytes. */
final class LineInput extends InputStream {
  private final Iterator<DayStream> days;
  private final Line line = new Line();
  private @Nullable DayStream day;
  private int position;

  LineInput(Iterator<DayStream> days) {
    this.days = days;
    this.day = days.hasNext() ? days.next() : null;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int copied = 0;
    while (copied < length && more()) {
      int size = line.copy(position, target, offset + copied, length - copied);
      position += size;
      copied += size;
    }
    return copied == 0 ? -1 : copied;
  }

  private boolean more() {
    while (position == line.length() && day != null) {
      position = 0;
      if (!day.next(line)) {
        day = days.hasNext() ? days.next() : null;
      }
    }
    return position < line.length();
  }
}
