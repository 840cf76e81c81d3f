package com.orgscope.ingest;

/**
 * The dead letters of one delivery after the other. What would be too many of them, or holds more
 * than may be unpacked, is told by the delivery itself as it came: a few bytes can be made to say
 * anything any number of times, and nothing of them is lost so.
 */
final class DeliveryLetters implements EventPipe.DeadEvents {
  private final DeadLetterBox box;
  private final int most;
  private int letters;
  private boolean packedTooMuch;

  DeliveryLetters(DeadLetterBox box, int most) {
    this.box = box;
    this.most = most;
  }

  void begin(String input) {
    box.begin(input);
    letters = 0;
    packedTooMuch = false;
  }

  @Override
  public void add(Reason reason, Fragment fragment) {
    if (reason == Reason.TOO_MUCH_PACKED) {
      packedTooMuch = true;
    } else if (++letters <= most) {
      box.add(reason, fragment);
    }
  }

  /** After all of a delivery was read. */
  void end(byte[] delivery) {
    if (packedTooMuch) {
      box.add(Reason.TOO_MUCH_PACKED, Fragment.of(delivery));
    } else if (letters > most) {
      box.add(Reason.TOO_MUCH_BROKEN, Fragment.of(delivery));
    }
  }
}
