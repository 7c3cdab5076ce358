from proposals.models.demands import Demand, DemandArea, DemandAuthor, DemandStep, DemandTheme, Mention

__all__ = ["Demand", "DemandArea", "DemandAuthor", "DemandStep", "DemandTheme", "Mention"]
