package org.knime.core.data.container;

/** How a container treats the rows it gets. */
public final class DataContainerSettings {

    public static final int MAX_POSSIBLE_VALUES = 60;

    private final boolean m_initializeDomain;

    private final boolean m_domainUpdate;

    private final boolean m_checkDuplicates;

    private DataContainerSettings(final boolean initializeDomain, final boolean domainUpdate,
        final boolean checkDuplicates) {
        m_initializeDomain = initializeDomain;
        m_domainUpdate = domainUpdate;
        m_checkDuplicates = checkDuplicates;
    }

    public static DataContainerSettings getDefault() {
        return new DataContainerSettings(true, true, true);
    }

    public static Builder builder() {
        return new SettingsBuilder(getDefault());
    }

    /** @return whether the domain starts as the spec has it, or empty */
    public boolean isInitializeDomain() {
        return m_initializeDomain;
    }

    /** @return how many possible values a domain may list */
    public int getMaxDomainValues() {
        return MAX_POSSIBLE_VALUES;
    }

    public boolean isCheckDuplicateRowKeys() {
        return m_checkDuplicates;
    }

    /** @return whether the domain takes in the values of the rows */
    public boolean isEnableDomainUpdate() {
        return m_domainUpdate;
    }

    /** Makes settings step by step. */
    public interface Builder {

        /** @param initialize whether the domain starts as the spec has it, or empty */
        Builder withInitializedDomain(boolean initialize);

        Builder withCheckDuplicateRowKeys(boolean check);

        /** @param update whether the domain takes in the values of the rows */
        Builder withDomainUpdate(boolean update);

        DataContainerSettings build();
    }

    private static final class SettingsBuilder implements Builder {

        private DataContainerSettings m_settings;

        SettingsBuilder(final DataContainerSettings settings) {
            m_settings = settings;
        }

        @Override
        public Builder withInitializedDomain(final boolean initialize) {
            m_settings =
                new DataContainerSettings(initialize, m_settings.m_domainUpdate, m_settings.m_checkDuplicates);
            return this;
        }

        @Override
        public Builder withCheckDuplicateRowKeys(final boolean check) {
            m_settings = new DataContainerSettings(m_settings.m_initializeDomain, m_settings.m_domainUpdate, check);
            return this;
        }

        @Override
        public Builder withDomainUpdate(final boolean update) {
            m_settings =
                new DataContainerSettings(m_settings.m_initializeDomain, update, m_settings.m_checkDuplicates);
            return this;
        }

        @Override
        public DataContainerSettings build() {
            return m_settings;
        }
    }
}
