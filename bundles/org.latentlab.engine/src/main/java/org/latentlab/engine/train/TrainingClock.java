package org.latentlab.engine.train;

/** Time spent and time left, over batches of about equal length. */
public final class TrainingClock {

    private static final double NANOS = 1e9;

    private static final int SECONDS = 60;

    private final long m_start = System.nanoTime();

    private final long m_batches;

    private final double m_maxSeconds;

    /**
     * @param batches how many batches there are to do
     * @param maxMinutes the time limit in minutes; 0 = none
     */
    public TrainingClock(final long batches, final double maxMinutes) {
        m_batches = batches;
        m_maxSeconds = maxMinutes > 0 ? maxMinutes * SECONDS : Double.POSITIVE_INFINITY;
    }

    /** @return seconds since the start */
    public double seconds() {
        return (System.nanoTime() - m_start) / NANOS;
    }

    /** @return whether the time limit is reached */
    public boolean isOver() {
        return seconds() >= m_maxSeconds;
    }

    /**
     * @param done number of batches done, at least 1
     * @return the fraction done, in [0, 1]
     */
    public double fraction(final long done) {
        return Math.min(1, (double)done / m_batches);
    }

    /**
     * @param done number of batches done, at least 1
     * @return the time left, e.g. "4 min left"
     */
    public String left(final long done) {
        final double seconds = seconds();
        return words(Math.min(seconds / done * (m_batches - done), m_maxSeconds - seconds));
    }

    /**
     * @param seconds a time in seconds
     * @return e.g. "12 s left", "4 min left", "1 h 20 min left"
     */
    static String words(final double seconds) {
        final long rounded = Math.max(0, Math.round(seconds));
        if (rounded < 100) {
            return rounded + " s left";
        }
        final long minutes = Math.round(seconds / SECONDS);
        return minutes < SECONDS ? minutes + " min left"
            : minutes / SECONDS + " h " + minutes % SECONDS + " min left";
    }
}
