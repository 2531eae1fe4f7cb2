package org.latentlab.engine.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.latentlab.engine.snapshot.SnapshotCamera.Look;

/**
 * What is kept of the epochs of a training: the first, every n-th and the last. Where it would take too much memory,
 * every other epoch is dropped and the interval doubled.
 */
final class Captures {

    /** How many bytes are kept at most, about. */
    static final long BUDGET = 128L << 20;

    private final int m_wanted;
    private final long m_budget;
    private final Function<Look, Capture> m_draw;
    private final List<Capture> m_kept = new ArrayList<>();
    private Look m_last;
    private int m_every;
    private int m_resumedAfter;

    /**
     * @param every a capture after every so many epochs
     * @param budget how many bytes to keep at most, about
     * @param draw turns a look at a model into what is kept
     */
    Captures(final int every, final long budget, final Function<Look, Capture> draw) {
        m_wanted = every;
        m_every = every;
        m_budget = budget;
        m_draw = draw;
    }

    /** @param look what the model looks like before its training */
    void begun(final Look look) {
        m_kept.add(m_draw.apply(look));
    }

    /** @param look what the model looks like where its training is taken up again */
    void resumed(final Look look) {
        m_resumedAfter = look.epoch();
        begun(look);
    }

    /** @param look what the model looks like after an epoch */
    void ended(final Look look) {
        // Which epoch is the last is not known before the training ends, so each is looked at; few are drawn.
        m_last = look;
        if (look.epoch() % m_every == 0) {
            m_kept.add(m_draw.apply(look));
            thinOut();
        }
    }

    private void thinOut() {
        while (m_kept.size() > 2 && m_kept.stream().mapToLong(Capture::bytes).sum() > m_budget) {
            m_every *= 2;
            m_kept.removeIf(c -> c.epoch() % m_every != 0);
        }
    }

    /** @return what is kept, in the order of the epochs, the last one seen included */
    List<Capture> all() {
        final List<Capture> all = new ArrayList<>(m_kept);
        if (m_last != null && (all.isEmpty() || all.get(all.size() - 1).epoch() < m_last.epoch())) {
            all.add(m_draw.apply(m_last));
        }
        return all;
    }

    /** @return what else should be known, a sentence each; often nothing */
    List<String> notices() {
        final List<String> notices = new ArrayList<>();
        if (m_resumedAfter > 0) {
            notices.add(String.format(Locale.ROOT, "The training was resumed, so the snapshots begin with epoch %,d.",
                m_resumedAfter));
        }
        if (m_every != m_wanted) {
            notices.add(String.format(Locale.ROOT, "Snapshots are kept for every %,d epochs instead of every %,d, "
                + "because they would take more than %,d MB.", m_every, m_wanted, m_budget >> 20));
        }
        return notices;
    }
}
