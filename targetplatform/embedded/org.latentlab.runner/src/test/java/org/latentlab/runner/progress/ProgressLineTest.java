package org.latentlab.runner.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProgressLineTest {

    @Test
    void showsBarPercentMessageAndTimeLeft() {
        assertEquals("Train VAE (#3)  [██████████          ]  50%  30 s left  Epoch 5/10, loss 152.3",
            ProgressLine.render("Train VAE (#3)", 0.5, "Epoch 5/10, loss 152.3", 30, 100));
    }

    @Test
    void leavesTheTimeToAMessageThatNamesIt() {
        assertEquals("A (#1)  [█████               ]  25%  3 min left  Epoch 1/4",
            ProgressLine.render("A (#1)", 0.25, "Epoch 1/4, 3 min left", 60, 100));
    }

    @Test
    void drawsTheBarInEighths() {
        assertEquals("▏                   ", ProgressLine.bar(1 / 160.0));
        assertEquals("▉                   ", ProgressLine.bar(7 / 160.0));
        assertEquals("████████████████████", ProgressLine.bar(1));
        assertEquals("                    ", ProgressLine.bar(-3));
    }

    @Test
    void guessesNoTimeAtTheBeginningAndTheEnd() {
        assertEquals("", ProgressLine.timeLeft(0.5, 1));
        assertEquals("", ProgressLine.timeLeft(0.01, 100));
        assertEquals("", ProgressLine.timeLeft(1, 100));
        assertEquals("", ProgressLine.timeLeft(Double.NaN, 100));
        assertEquals("15 min left", ProgressLine.timeLeft(0.1, 100));
    }

    @Test
    void showsTheTimeRunWhereTheNodeSaysNoFraction() {
        assertEquals("A (#1)  [                    ]  12 s", ProgressLine.render("A (#1)", Double.NaN, null, 12, 100));
    }

    @Test
    void neverIsWiderThanTheTerminal() {
        final String line = ProgressLine.render("Train VAE (#3)", 0.5, "x".repeat(300), 30, 60);
        assertEquals(60, line.length());
        assertTrue(line.endsWith("…"));
    }
}
