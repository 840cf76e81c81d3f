package com.orgscope.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP in which a request, its head and its body, comes in whole within a time or is cut. Tomcat's
 * own time-outs begin anew with every byte, so one byte a second would keep a connection for days.
 *
 * <p>To be cut is to read the end of the stream: whoever reads meets what it meets when a sender
 * hangs up, in its own thread, and the answer still goes out.
 */
public final class RequestDeadline extends Http11NioProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final int LOOKS_WITHIN = 4;

  private final Set<AtWork> atWork = ConcurrentHashMap.newKeySet();
  private volatile Duration within = Duration.ofSeconds(15);
  private volatile PageHeaders headers = new PageHeaders(false);
  private @Nullable ScheduledFuture<?> watch;

  void within(Duration time) {
    within = time;
  }

  void head(PageHeaders with) {
    headers = with;
  }

  @Override
  public void start() throws Exception {
    super.start();
    long every = Math.clamp(within.toMillis() / LOOKS_WITHIN, 1, LOOK_EVERY_MILLIS);
    watch =
        getUtilityExecutor()
            .scheduleWithFixedDelay(this::cutSlowOnes, every, every, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    ScheduledFuture<?> running = watch;
    if (running != null) {
      running.cancel(false);
      watch = null;
    }
    super.stop();
  }

  /** While a request is at work its connection does not know of it, so it makes itself known. */
  @Override
  protected Processor createProcessor() {
    return new AtWork(this);
  }

  private static final class AtWork extends Http11Processor {
    private final RequestDeadline protocol;
    private volatile @Nullable SocketWrapperBase<?> socket;

    AtWork(RequestDeadline protocol) {
      super(protocol, new Headed(protocol, protocol.getAdapter()));
      this.protocol = protocol;
    }

    @Override
    public SocketState process(SocketWrapperBase<?> at, SocketEvent event) throws IOException {
      socket = at;
      protocol.atWork.add(this);
      try {
        return super.process(at, event);
      } finally {
        protocol.atWork.remove(this);
        socket = null;
      }
    }
  }

  /** What asks about the server as a whole is answered before the doorstep. */
  private record Headed(RequestDeadline protocol, Adapter adapter) implements Adapter {
    @Override
    public void service(Request request, Response response) throws Exception {
      if (request.requestURI().equals("*")) {
        protocol.headers.write(response::setHeader);
      }
      adapter.service(request, response);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
      return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event)
        throws Exception {
      return adapter.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
      adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
      adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
      return adapter.getDomain();
    }
  }

  private void cutSlowOnes() {
    for (AtWork processor : atWork) {
      SocketWrapperBase<?> socket = processor.socket;
      if (socket != null && slow(processor)) {
        cut(socket);
      }
    }
    for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
      if (socket.getCurrentProcessor() instanceof Processor processor && slow(processor)) {
        cut(socket);
      }
    }
  }

  private static void cut(SocketWrapperBase<?> socket) {
    try {
      if (socket.getSocket() instanceof NioChannel channel) {
        channel.getIOChannel().shutdownInput();
      }
    } catch (IOException | RuntimeException e) {
      // It ended by itself in the meantime.
      LOG.debug("a slow request could not be cut", e);
    }
  }

  private boolean slow(Processor processor) {
    Request request = processor.getRequest();
    long began = request == null ? -1 : request.getStartTimeNanos();
    if (request == null || began < 0 || System.nanoTime() - began < within.toNanos()) {
      return false;
    }
    AtomicBoolean whole = new AtomicBoolean();
    request.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
    return !whole.get();
  }
}
