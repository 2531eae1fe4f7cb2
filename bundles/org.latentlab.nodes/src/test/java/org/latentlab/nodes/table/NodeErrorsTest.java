package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.train.Progress;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;

final class NodeErrorsTest {

    private static KNIMEException failure(final Exception e) {
        return assertThrows(KNIMEException.class, () -> NodeErrors.run("Train VAE", () -> {
            throw e;
        }));
    }

    @Test
    void messagesWrittenForTheAnalystStayAsTheyAre() {
        assertEquals("bad data", failure(new EngineException("bad data")).getMessage());
        assertEquals("bad value", failure(new IllegalArgumentException("bad value")).getMessage());
        assertEquals("bad file", failure(new IOException("bad file")).getMessage());
        assertEquals("bad setting", failure(new InvalidSettingsException("bad setting")).getMessage());
    }

    @Test
    void aMessageOfKnimesPassesThrough() {
        final KNIMEException e = new KNIMEException("as it is");
        assertSame(e, failure(e));
    }

    @Test
    void anUnexpectedFailureIsAPlainSentenceWithItsCause() {
        final NullPointerException cause = new NullPointerException("x is null");
        final KNIMEException e = failure(cause);
        assertTrue(e.getMessage().startsWith("Train VAE failed unexpectedly (NullPointerException: x is null)."),
            e.getMessage());
        assertSame(cause, e.getCause());
        assertTrue(failure(new IllegalArgumentException()).getMessage().startsWith("Train VAE failed unexpectedly"));
    }

    @Test
    void lackOfMemorySaysWhatToDo() {
        final KNIMEException e = assertThrows(KNIMEException.class, () -> NodeErrors.run("Train VAE", () -> {
            throw new OutOfMemoryError("Java heap space");
        }));
        assertTrue(e.getMessage().startsWith("Train VAE ran out of memory (Java heap space)."), e.getMessage());
    }

    @Test
    void cancellationIsKnimes() {
        assertThrows(CanceledExecutionException.class, () -> NodeErrors.run("Train VAE", () -> {
            throw new CancellationException();
        }));
    }

    @Test
    void progressReachesTheMonitorAndCancellationTheEngine(@TempDir final Path directory) {
        final EmbeddedProgressMonitor monitor = new EmbeddedProgressMonitor();
        final Progress progress = ProgressAdapter.of(ExecutionContexts.create(directory, monitor));
        progress.part(0.5, 1).update(0.5, "half of the second half");
        assertEquals(0.75, monitor.getProgress(), 1e-12);
        assertEquals("half of the second half", monitor.getMessage());
        progress.checkCanceled();
        monitor.cancel();
        assertThrows(CancellationException.class, progress::checkCanceled);
    }
}
