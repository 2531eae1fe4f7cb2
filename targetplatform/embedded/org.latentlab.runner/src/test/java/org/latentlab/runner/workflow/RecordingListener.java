package org.latentlab.runner.workflow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.latentlab.runner.progress.NodeLabel;
import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.RunListener;

/** Keeps what it was told. */
final class RecordingListener implements RunListener {

    final List<String> m_notices = new CopyOnWriteArrayList<>();

    final List<String> m_started = new CopyOnWriteArrayList<>();

    final List<String> m_progress = new CopyOnWriteArrayList<>();

    final List<NodeResult> m_finished = new CopyOnWriteArrayList<>();

    @Override
    public void started(final NodeLabel node) {
        m_started.add(node.toString());
    }

    @Override
    public void progress(final NodeLabel node, final double fraction, final String message) {
        m_progress.add(node + " " + fraction + " " + message);
    }

    @Override
    public void finished(final NodeResult result) {
        m_finished.add(result);
    }

    @Override
    public void notice(final String line) {
        m_notices.add(line);
    }

    @Override
    public void close() {
        // nothing
    }
}
