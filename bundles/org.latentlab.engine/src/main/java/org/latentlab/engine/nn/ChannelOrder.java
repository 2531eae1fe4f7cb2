package org.latentlab.engine.nn;

/** Moves images between arrays, C×H×W one after another, and tensors, a row each, for one thread. */
public final class ChannelOrder {

    private final int m_values;

    /** 1 where no value changes its place. */
    private final int m_channels;

    private final double[] m_ordered;

    /**
     * @param values values of an image
     * @param channels of the images
     * @param channelsLast whether the tensors hold H×W×C rather than C×H×W
     * @param batch the most images at once
     */
    public ChannelOrder(final int values, final int channels, final boolean channelsLast, final int batch) {
        m_values = values;
        m_channels = channelsLast ? channels : 1;
        m_ordered = new double[m_channels == 1 ? 0 : Math.multiplyExact(batch, values)];
    }

    /**
     * @param images n images
     * @param rows n, how many
     * @param tensor receives them
     */
    public void put(final double[] images, final int rows, final Tensor tensor) {
        final int n = rows * m_values;
        if (m_channels == 1) {
            tensor.put(images, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            m_ordered[i] = images[place(i)];
        }
        tensor.put(m_ordered, n);
    }

    /**
     * @param tensor holds n images
     * @param rows n, how many
     * @param images receives them
     */
    public void get(final Tensor tensor, final int rows, final double[] images) {
        final int n = rows * m_values;
        if (m_channels == 1) {
            tensor.get(images, n);
            return;
        }
        tensor.get(m_ordered, n);
        for (int i = 0; i < n; i++) {
            images[place(i)] = m_ordered[i];
        }
    }

    /** @return where in the array of images the value stands that is at this place of the tensor */
    private int place(final int i) {
        final int pixel = i % m_values / m_channels;
        return i / m_values * m_values + i % m_channels * (m_values / m_channels) + pixel;
    }
}
