package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;

import javax.swing.tree.TreeNode;

/** A keyed node of a settings tree: either a value or a further tree. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final EntryType m_type;

    private String m_key;

    private AbstractConfigEntry m_parent;

    AbstractConfigEntry(final EntryType type, final String key) {
        m_type = type;
        setKey(key);
    }

    public final String getKey() {
        return m_key;
    }

    final void setKey(final String key) {
        if (key == null) {
            throw new IllegalArgumentException("A settings entry needs a key, but it was null.");
        }
        m_key = key;
    }

    final EntryType type() {
        return m_type;
    }

    public final void setParent(final AbstractConfigEntry parent) {
        m_parent = parent;
    }

    /** @return the value as text, null for a null value */
    public abstract String toStringValue();

    abstract boolean hasSameValue(AbstractConfigEntry other);

    public final boolean isIdentical(final AbstractConfigEntry other) {
        return m_type == other.m_type && m_key.equals(other.m_key) && hasSameValue(other);
    }

    @Override
    public String toString() {
        return m_key + " [" + m_type + "] -> " + toStringValue();
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
            || other != null && getClass() == other.getClass() && isIdentical((AbstractConfigEntry)other);
    }

    @Override
    public int hashCode() {
        return m_key.hashCode();
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public final TreeNode getParent() {
        return m_parent;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}
