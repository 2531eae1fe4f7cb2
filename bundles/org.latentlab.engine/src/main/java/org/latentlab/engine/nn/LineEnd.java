package org.latentlab.engine.nn;

/** What becomes of a line of products before it is stored. Used by several threads at once. */
interface LineEnd {

    /**
     * @param line the products, changed
     * @param n how many
     * @param at where in the tensor of results the line begins
     * @param e room for n values
     * @param l room for n values
     */
    void finish(float[] line, int n, int at, float[] e, float[] l);

    /**
     * @param bias b, 1 × channels
     * @param activation f
     * @param longest length of the longest line to come, a multiple of the channels
     * @return line ← f(line + b)
     */
    static LineEnd activation(final Tensor bias, final Activation activation, final int longest) {
        final float[] tiled = new float[longest];
        final int channels = bias.columns();
        bias.host().get(0, tiled, 0, channels);
        for (int j = channels; j < longest; j++) {
            tiled[j] = tiled[j - channels];
        }
        return (line, n, at, e, l) -> {
            FusedMath.add(line, tiled, n);
            FusedMath.activate(activation, line, n, e, l);
        };
    }

    /**
     * @param activation g
     * @param value the values of g, sized as the tensor of results
     * @return line ← line ⊙ g'(·)
     */
    static LineEnd slope(final Activation activation, final Tensor value) {
        return (line, n, at, e, l) -> {
            if (activation != Activation.LINEAR) {
                value.host().get(at, l, 0, n);
                FusedMath.derivative(activation, line, l, n, e);
            }
        };
    }
}
