package org.latentlab.engine.image;

import java.util.Locale;

/**
 * Brings images to another size and colour. Along each axis that shrinks, a pixel becomes the mean of the area it
 * covers; along each axis that grows, pixels are interpolated linearly between their centres. RGB becomes gray as
 * 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601, as most image libraries have it), gray becomes RGB by repetition.
 */
public final class ImageResize {

    /**
     * How one axis is resampled: output i is the sum of weight[i][k] × input[first[i] + k].
     *
     * @param first the first input of each output
     * @param weight the weights, adding up to 1
     */
    private record Axis(int[] first, float[][] weight) {

        static Axis of(final int from, final int to) {
            return to < from ? area(from, to) : linear(from, to);
        }

        private static Axis area(final int from, final int to) {
            final int[] first = new int[to];
            final float[][] weight = new float[to][];
            final double step = (double)from / to;
            for (int i = 0; i < to; i++) {
                final double low = i * step;
                final double high = Math.min(from, (i + 1) * step);
                first[i] = (int)low;
                final int last = Math.min(from, (int)Math.ceil(high - 1e-9));
                weight[i] = new float[last - first[i]];
                for (int k = first[i]; k < last; k++) {
                    weight[i][k - first[i]] = (float)((Math.min(high, k + 1) - Math.max(low, k)) / step);
                }
            }
            return new Axis(first, weight);
        }

        private static Axis linear(final int from, final int to) {
            final int[] first = new int[to];
            final float[][] weight = new float[to][];
            for (int i = 0; i < to; i++) {
                final double centre = Math.max(0, Math.min(from - 1.0, (i + 0.5) * from / to - 0.5));
                first[i] = Math.min((int)centre, Math.max(0, from - 2));
                final float share = (float)(centre - first[i]);
                weight[i] = from == 1 ? new float[]{1} : new float[]{1 - share, share};
            }
            return new Axis(first, weight);
        }

        float at(final int output, final float[] input, final int offset, final int stride) {
            float sum = 0;
            final float[] w = weight[output];
            for (int k = 0; k < w.length; k++) {
                sum += w[k] * input[offset + (first[output] + k) * stride];
            }
            return sum;
        }
    }

    private ImageResize() {
    }

    /**
     * @param images bytes or floats
     * @param shape the shape every image is brought to
     * @return the images in that shape, bytes (rounded) if they were bytes, else floats; the same object if nothing is
     *         to be done
     * @throws IllegalArgumentException if the images resized do not fit into one array
     */
    public static Images resize(final Images images, final ImageShape shape) {
        if (images.shape().equals(shape)) {
            return images;
        }
        if ((long)images.size() * shape.values() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                "%,d images of %s are more than can be held: choose fewer "
                + "or smaller ones.", images.size(), shape));
        }
        final ImageShape from = images.shape();
        final Axis rows = Axis.of(from.height(), shape.height());
        final Axis columns = Axis.of(from.width(), shape.width());
        final float[] source = new float[Math.max(from.values(), 3 * from.height() * from.width())];
        final float[] narrowed = new float[from.height() * shape.width()];
        final float[] floats = images.areBytes() ? null : new float[images.size() * shape.values()];
        final byte[] bytes = images.areBytes() ? new byte[images.size() * shape.values()] : null;
        int to = 0;
        for (int image = 0; image < images.size(); image++) {
            images.copyTo(image, source, 0);
            recolour(source, from, shape.channels());
            for (int c = 0; c < shape.channels(); c++) {
                narrow(source, c * from.height() * from.width(), from, columns, narrowed, shape.width());
                for (int y = 0; y < shape.height(); y++) {
                    for (int x = 0; x < shape.width(); x++) {
                        final float value = rows.at(y, narrowed, x, shape.width());
                        if (bytes != null) {
                            bytes[to++] = (byte)Math.round(255 * value);
                        } else {
                            floats[to++] = value;
                        }
                    }
                }
            }
        }
        return bytes != null ? Images.ofBytes(shape, bytes) : Images.ofFloats(shape, floats);
    }

    private static void narrow(final float[] source, final int plane, final ImageShape from, final Axis columns,
        final float[] target, final int width) {
        for (int y = 0; y < from.height(); y++) {
            for (int x = 0; x < width; x++) {
                target[y * width + x] = columns.at(x, source, plane + y * from.width(), 1);
            }
        }
    }

    private static void recolour(final float[] pixels, final ImageShape from, final int channels) {
        final int plane = from.height() * from.width();
        if (from.channels() == 3 && channels == 1) {
            for (int i = 0; i < plane; i++) {
                pixels[i] = 0.299f * pixels[i] + 0.587f * pixels[plane + i] + 0.114f * pixels[2 * plane + i];
            }
        } else if (from.channels() == 1 && channels == 3) {
            System.arraycopy(pixels, 0, pixels, plane, plane);
            System.arraycopy(pixels, 0, pixels, 2 * plane, plane);
        }
    }
}
